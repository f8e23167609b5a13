"""Where documents come from: folders, globs, archives, lists of paths, object stores."""
