// `serve --config FILE`: the options of serve as JSON, named as its flags are. What the command line says goes before the file.
// collector/config.schema.json says the same for editors; a test holds the two equal.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tirai/result.h"

namespace tirai::collector {

/// Flag → what it is given, as the command line would: {"--db": ["log.db"], "--witness": ["http://…,…"]}.
using Options = std::map<std::string, std::vector<std::string>>;

/// Errors name the file and the key. At most 64 KiB.
[[nodiscard]] Result<Options> read_config(const std::string& path);
/// "serve --config FILE …" with the file's options in its place, but for flags that the line has itself. Other lines stay as they are.
[[nodiscard]] Result<std::vector<std::string>> with_config(std::vector<std::string> arguments);
/// What a line of serve sets, as options.
[[nodiscard]] Options options_of(const std::vector<std::string>& arguments);
/// The options as a config file, one line each; a witness's address and a key's path are shown as <set>.
[[nodiscard]] std::string print_config(const Options& options);

}  // namespace tirai::collector
