// Delete this file when the first real test file of this target exists.
