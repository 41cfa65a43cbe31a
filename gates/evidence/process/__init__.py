"""WHERE FILES ARE READ: processes that may die of a file without anybody else noticing."""
