// Shell completion and the manual page, made from what main.cpp declares.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace tirai::cli {

[[nodiscard]] std::string completion_script(const CLI::App& app, const std::string& shell);
/// man(7) source.
[[nodiscard]] std::string manual_page(const CLI::App& app, const std::string& exit_codes);

}  // namespace tirai::cli
