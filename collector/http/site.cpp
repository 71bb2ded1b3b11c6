#include "http/site.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tirai/digest.h"

namespace tirai::collector {
namespace {
namespace fs = std::filesystem;
constexpr std::uintmax_t kMostBytes = 16 << 20;

std::string type_of(const fs::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".html") return "text/html; charset=utf-8";
  if (extension == ".js") return "text/javascript; charset=utf-8";
  if (extension == ".wasm") return "application/wasm";
  return extension == ".css" ? "text/css; charset=utf-8" : "";
}

Error unusable(const std::string& what, const std::string& path) { return {ErrorCode::kBadValue, what, path}; }
}  // namespace

Result<Site> Site::read(const std::string& folder) {
  Site site;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string type = type_of(entry->path());
    if (type.empty() || !entry->is_regular_file(error) || error) continue;
    if (entry->file_size(error) > kMostBytes || error) return unusable("expected a file of at most 16 MiB", entry->path().string());
    std::ifstream in(entry->path(), std::ios::binary);
    SiteFile file{std::string(std::istreambuf_iterator<char>(in), {}), type, ""};
    if (!in) return unusable("cannot be read", entry->path().string());
    file.etag = '"' + sha256_hex(file.bytes) + '"';
    site.files_.emplace(entry->path().filename().string(), std::move(file));
  }
  if (error) return unusable("cannot be read: " + error.message(), folder);
  if (site.find("") == nullptr) return unusable("expected a folder with an index.html, such as build/dist/playground", folder);
  return site;
}

const SiteFile* Site::find(std::string_view name) const {
  const auto found = files_.find(name.empty() ? std::string_view("index.html") : name);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace tirai::collector
