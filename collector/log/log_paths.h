// What a request for a piece of the log names. Each reader is a fuzz target.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tirai::collector {

/// C2SP tlog-tiles: "<level>/<index>" or "entries/<index>", the index in groups of three digits ("x001/x234/067"), and ".p/<width>" behind it
/// for a partial tile.
struct TilePath {
  std::optional<unsigned> level;  ///< nothing: entries
  std::uint64_t index = 0;
  unsigned width = 256;
};
[[nodiscard]] std::optional<TilePath> read_tile_path(std::string_view path);

struct EventPlace {
  std::string chain_uid;
  std::uint64_t sequence = 0;
};
struct EntryPlace {
  std::uint64_t index = 0;
};
struct Growth {
  std::uint64_t from = 0, to = 0;
};
/// "event/<chain_uid>/<sequence>", "entry/<index>" or "consistency/<from>/<to>".
using ProofPath = std::variant<EventPlace, EntryPlace, Growth>;
[[nodiscard]] std::optional<ProofPath> read_proof_path(std::string_view path);

}  // namespace tirai::collector
