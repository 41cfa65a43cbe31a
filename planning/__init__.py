"""WHAT WOULD BE BEST: levelling, selection and simulation, as pure functions over values."""
