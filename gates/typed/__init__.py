"""The tests of typed criteria: each a pure function over what was read of the package."""
