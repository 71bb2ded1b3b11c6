#include "log/log_paths.h"

#include <algorithm>

namespace tirai::collector {
namespace {
bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Decimal without leading zeroes, at most 15 digits: far beyond any log, and far below any overflow.
std::optional<std::uint64_t> read_number(std::string_view text) {
  if (!is_digits(text) || text.size() > 15 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : text) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

// The text up to the first slash, which is taken as well; all of it where there is none.
std::string_view take_part(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('/'), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// "x001/x234/067": all groups but the last begin with an x, and the first is not zero unless it is the only one.
std::optional<std::uint64_t> read_groups(std::string_view text) {
  std::uint64_t index = 0;
  for (int groups = 1; groups <= 5; ++groups) {
    const bool more = text.starts_with('x');
    if (more) text.remove_prefix(1);
    if (text.size() < 3 || !is_digits(text.substr(0, 3)) || (groups == 1 && more && text.substr(0, 3) == "000")) return std::nullopt;
    index = index * 1000 + *read_number(std::to_string(std::stoi(std::string(text.substr(0, 3)))));
    text.remove_prefix(3);
    if (!more) return text.empty() ? std::optional(index) : std::nullopt;
    if (!text.starts_with('/')) return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

bool is_uuid_like(std::string_view text) {
  return text.size() == 36 && text.find_first_not_of("0123456789abcdef-") == text.npos;
}
}  // namespace

std::optional<TilePath> read_tile_path(std::string_view path) {
  TilePath tile;
  const std::string_view level = take_part(path);
  if (level != "entries") {
    const auto number = read_number(level);
    if (!number || *number > 5) return std::nullopt;  // 256^6 entries are more than a 48-bit index has
    tile.level = static_cast<unsigned>(*number);
  }
  if (const std::size_t partial = path.find(".p/"); partial != path.npos) {
    const auto width = read_number(path.substr(partial + 3));
    if (!width || *width < 1 || *width > 255) return std::nullopt;
    tile.width = static_cast<unsigned>(*width);
    path = path.substr(0, partial);
  }
  const auto index = read_groups(path);
  if (!index || *index >> 48 != 0) return std::nullopt;
  tile.index = *index;
  return tile;
}

std::optional<ProofPath> read_proof_path(std::string_view path) {
  const std::string_view what = take_part(path), first = take_part(path);
  if (what == "entry" && path.empty()) {
    const auto index = read_number(first);
    return index ? std::optional<ProofPath>(EntryPlace{*index}) : std::nullopt;
  }
  const auto second = read_number(path);
  if (!second) return std::nullopt;
  if (what == "event" && is_uuid_like(first)) return EventPlace{std::string(first), *second};
  const auto from = read_number(first);
  if (what == "consistency" && from && *from <= *second) return Growth{*from, *second};
  return std::nullopt;
}

}  // namespace tirai::collector
