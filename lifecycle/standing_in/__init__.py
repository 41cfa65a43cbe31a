"""Who stands in for whom: delegations given, ended, and asked at every vote."""
