// A file that is made whole, or not at all, and never over one that is there.
#pragma once

#include <sys/types.h>

#include <string>

namespace tirai::collector {

/// kCannotBeMade: errno says why. kNotWhole: a part of it may lie there.
enum class NewFile { kWritten, kCannotBeMade, kNotWhole };
/// On the disk when it says kWritten.
[[nodiscard]] NewFile write_new_file(const std::string& path, const std::string& text, mode_t mode);

}  // namespace tirai::collector
