#pragma once

#include <string>

/// Where this checkout lies.
[[nodiscard]] std::string source_dir();
