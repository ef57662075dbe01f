// Delete this file when the first real file of this target exists.
