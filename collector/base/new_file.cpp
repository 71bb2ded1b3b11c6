#include "base/new_file.h"

#include <fcntl.h>
#include <unistd.h>

namespace tirai::collector {

NewFile write_new_file(const std::string& path, const std::string& text, mode_t mode) {
  const int handle = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (handle < 0) return NewFile::kCannotBeMade;
  const bool whole = ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(handle) == 0;
  ::close(handle);
  return whole ? NewFile::kWritten : NewFile::kNotWhole;
}

}  // namespace tirai::collector
