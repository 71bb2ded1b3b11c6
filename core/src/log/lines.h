// The few lines that checkpoints, proof files and requests are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tirai::log {

/// Takes a line off the front, without its newline. Nothing where no newline is left.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& rest);
/// ASCII decimal without leading zeroes, at most 2^63 - 1.
[[nodiscard]] std::optional<std::uint64_t> read_number(std::string_view text);
/// "<word> <number>"
[[nodiscard]] std::optional<std::uint64_t> read_number_after(std::string_view word, std::string_view line);
/// Lines of one base64 hash each, up to an empty line, which is taken too. Nothing for anything else, or more than `most`.
[[nodiscard]] std::optional<std::vector<std::string>> take_hashes(std::string_view& rest, std::size_t most);
[[nodiscard]] std::string write_hashes(const std::vector<std::string>& hashes);

}  // namespace tirai::log
