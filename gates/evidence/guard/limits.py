"""What a file, a package and a reader may cost at most."""

MIB = 1024 * 1024

FILE_BYTES = 25 * MIB
"""The largest file that is read."""

HASHED_BYTES = 512 * MIB
"""The largest file whose hash is still taken, though it is too large to be read."""

FILES = 100
"""The most files that a package may hold."""

PACKAGE_UNPACKED = 400 * MIB
"""What all files of a package may unpack to."""

ARCHIVE_UNPACKED = 200 * MIB
"""What one zip container may unpack to."""

PART_BYTES = 64 * MIB
"""What one part of a zip container may unpack to."""

PARTS = 2_000
"""The most parts of a zip container; a document of an office program has 10 to 200."""

RATIO = 100
"""How many times a large part may shrink when packed; real documents reach 8 to 22."""

RATIO_FROM = 4 * MIB
"""Below this size a part may shrink as it likes."""

DEPTH = 128
"""How deep XML may be nested."""

CELLS = 2_000_000
"""The most cells that a sheet may hold before it is given to a reader."""

BOX = 10_000_000
"""The largest rectangle, in cells, from the first to the last cell of a sheet."""

SHEETS = 250
"""The most sheets of a workbook."""

TEXT_ROWS = 200_000
"""The most rows of a CSV file."""

TEXT_COLUMNS = 500
"""The most columns of a CSV file."""

FIELD_CHARACTERS = 131_072
"""The longest field of a CSV file, the limit of Python's own reader."""

PDF_PAGES = 2_000
"""The most pages of a PDF document."""

PDF_NODES = 50_000
"""The most objects of a PDF document that are looked at for active content."""

KEPT_CELLS = 120_000
"""The most cells of one file that are kept; what is beyond is said, not lost in silence."""

KEPT_PARAGRAPHS = 50_000
"""The most paragraphs of one file that are kept."""

KEPT_CHARACTERS = 8_000_000
"""The most characters of text of one file that are kept."""

CPU_SECONDS = 5
"""The processor time that a reader has."""

CPU_SECONDS_LARGE = 15
"""The processor time for a large file that the guard has passed."""

WALL_SECONDS = 8
"""The time that a reader has, however little it works."""

WALL_SECONDS_LARGE = 24
"""The time for a large file that the guard has passed."""

LARGE_FILE = 5 * MIB
"""From this size a file is large."""

MEMORY_BYTES = 450 * MIB
"""The memory that a reader may use: with the libraries that it holds it stays below 500 MB."""

ANSWER_BYTES = 64 * MIB
"""The longest answer that is taken from a reader's process."""
