"""WHAT PEOPLE SEE AND PRESS: pages, the REST interface and sign-in."""
