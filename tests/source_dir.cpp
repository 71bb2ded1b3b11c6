#include "source_dir.h"

std::string source_dir() { return TIRAI_SOURCE_DIR; }
