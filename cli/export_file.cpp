#include "export_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "io.h"

namespace tirai::cli {
namespace {
constexpr std::size_t kMostInMemory = std::size_t{4} << 30;
}  // namespace

// What is no file of some size (a pipe, an empty file, a file system that maps none) is read, and says itself what is wrong with it.
Result<ExportFile> ExportFile::open(const std::string& path) {
  ExportFile file;
  if (const int handle = path == "-" ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC); handle >= 0) {
    struct stat about {};
    if (fstat(handle, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
      const auto size = static_cast<std::size_t>(about.st_size);
      void* const place = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0);
      if (place != MAP_FAILED) {
        madvise(place, size, MADV_SEQUENTIAL);
        file.mapped_ = static_cast<const char*>(place);
        file.size_ = size;
      }
    }
    close(handle);
  }
  if (file.mapped_ != nullptr) return file;
  auto text = read_all(path, kMostInMemory);
  if (!text) return text.error();
  file.read_ = std::move(text).value();
  return file;
}

ExportFile::ExportFile(ExportFile&& other) noexcept : read_(std::move(other.read_)), mapped_(std::exchange(other.mapped_, nullptr)), size_(other.size_) {}

ExportFile::~ExportFile() {
  if (mapped_ != nullptr) munmap(const_cast<char*>(mapped_), size_);
}

}  // namespace tirai::cli
