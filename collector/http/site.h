// Files served as they are: the playground, the dashboard. Read once at the start, so that no request ever names a file of the disk.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai::collector {

struct SiteFile {
  std::string bytes;
  std::string type;  ///< Content-Type
  std::string etag;  ///< strong, quoted: SHA-256 of the bytes
};

class Site {
 public:
  /// Every .html, .js, .css and .wasm in `folder` itself, at most 16 MiB each; fails without an index.html.
  [[nodiscard]] static Result<Site> read(const std::string& folder);

  /// `name` is what follows the site's path: "" is index.html. Null: there is none.
  [[nodiscard]] const SiteFile* find(std::string_view name) const;

 private:
  std::map<std::string, SiteFile, std::less<>> files_;
};

}  // namespace tirai::collector
