"""One module for each feature; each has `record(recorder)`."""
