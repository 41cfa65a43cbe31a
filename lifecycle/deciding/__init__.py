"""From the question to the decision carried out."""
