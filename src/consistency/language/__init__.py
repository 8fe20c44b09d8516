"""Language: one spelling with the way back to the original, clitics and lemmas, and the concepts that words name."""
