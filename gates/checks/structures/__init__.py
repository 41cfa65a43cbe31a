"""What documents hold in the terms of the field: breakdowns, networks, milestones, scales."""
