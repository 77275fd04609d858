"""What was sat, counted on one way through the journal."""
