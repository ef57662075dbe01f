#pragma once

/// A file of the folder Scenarios as it was when the program was built.
typedef struct {
  /// The name without a folder.
  const char *name;
  const unsigned char *bytes;
  unsigned long count;
} example_file;

/// The files, the scenarios among them and the tables they name.
const example_file *example_files(void);

/// How many there are.
unsigned long example_file_count(void);
