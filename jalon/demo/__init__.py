"""THE DEMONSTRATION: a client that takes the example projects through the real product."""
