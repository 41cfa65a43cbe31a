"""The arbitration desk: who has the power decides what a project cannot decide itself."""
