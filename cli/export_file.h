// An export of the log: a year of a large office is tens of gigabytes, so a file is mapped and read through once, not copied.
#pragma once

#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai::cli {

class ExportFile {
 public:
  /// "-": standard input, which is held in memory: at most 4 GiB. A file may be of any size; it must not become shorter while it is read.
  [[nodiscard]] static Result<ExportFile> open(const std::string& path);
  ExportFile(ExportFile&& other) noexcept;
  ExportFile& operator=(ExportFile&&) = delete;
  ~ExportFile();
  [[nodiscard]] std::string_view text() const { return mapped_ == nullptr ? std::string_view(read_) : std::string_view(mapped_, size_); }

 private:
  ExportFile() = default;
  std::string read_;
  const char* mapped_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace tirai::cli
