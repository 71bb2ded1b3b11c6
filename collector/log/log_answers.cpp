#include "log/log_answers.h"

#include "base/encode.h"
#include "log/log_paths.h"

namespace tirai::collector {
namespace {
constexpr std::string_view kText = "text/plain; charset=utf-8";
constexpr std::string_view kBytes = "application/octet-stream";
constexpr std::string_view kForever = "private, max-age=31536000, immutable";

Answer text_answer(std::string body) { return Answer{.body = std::move(body), .type = std::string(kText)}; }

Answer unsigned_log() { return refuse(404, "no_checkpoint", "nothing was signed yet; expected serve with a log key", "log"); }
Answer beyond() { return refuse(404, "not_in_log", "the log has no such entry, or not yet", "path"); }

Answer bytes_answer(std::string body, bool full) {
  return Answer{.body = std::move(body), .type = std::string(kBytes), .cache = full ? std::string(kForever) : std::string()};
}

Result<Answer> hashes_answer(Store& store, const TilePath& path) {
  auto hashes = store.tile(*path.level, path.index);
  if (!hashes && hashes.error().code == ErrorCode::kUnknownName) return beyond();
  if (!hashes) return hashes.error();
  const std::size_t size = path.width * kHashBytes;
  if (hashes.value().size() < size) return beyond();
  return bytes_answer(hashes.value().substr(0, size), path.width == kTileHashes);
}

// Each entry behind its length in 16 bits, the higher byte first.
Result<Answer> entries_answer(Store& store, const TilePath& path) {
  const std::uint64_t begin = path.index * kTileHashes;
  const auto entries = store.entries(begin, begin + path.width);
  if (!entries) return entries.error();
  if (entries.value().size() < path.width) return beyond();
  std::string bundle;
  for (const std::string& entry : entries.value()) {
    bundle += static_cast<char>(entry.size() >> 8);
    bundle += static_cast<char>(entry.size() & 0xff);
    bundle += entry;
  }
  return bytes_answer(std::move(bundle), path.width == kTileHashes);
}

TileReader reader_of(Store& store) {
  return [&store](unsigned level, std::uint64_t index) { return store.tile(level, index); };
}

Result<Answer> inclusion_answer(Store& store, std::uint64_t index) {
  const auto log = best_checkpoint(store, index);
  if (!log) return log.error();
  if (index >= log.value().head.size) return beyond();
  auto hashes = inclusion_proof(index, log.value().head.size, reader_of(store));
  if (!hashes) return hashes.error();
  return text_answer(write_proof({index, std::move(hashes).value(), log.value().checkpoint}));
}

Result<Answer> growth_answer(Store& store, const LogHead& log, const Growth& growth) {
  if (growth.to > log.head.size) return beyond();
  const auto hashes = consistency_proof(growth.from, growth.to, reader_of(store));
  if (!hashes) return hashes.error();
  std::string lines;
  for (const std::string& hash : hashes.value()) lines += base64(hash) + "\n";
  return text_answer(std::move(lines));
}
}  // namespace

Result<Answer> checkpoint_answer(Store& store) {
  auto log = newest_checkpoint(store);
  if (!log) return log.error();
  if (log.value().checkpoint.empty()) return unsigned_log();
  return text_answer(std::move(log.value().checkpoint));
}

Result<Answer> tile_answer(Store& store, std::string_view path) {
  const auto tile = read_tile_path(path);
  if (!tile) return refuse(404, "not_found", "expected /v1/tile/<level>/<index> or /v1/tile/entries/<index>, as x001/234, and .p/<width> behind it", "path");
  return tile->level ? hashes_answer(store, *tile) : entries_answer(store, *tile);
}

// The head is read once: what a proof needs of a tree of that size never changes, however far the log has gone on.
Result<Answer> proof_answer(Store& store, std::string_view path) {
  const auto proof = read_proof_path(path);
  if (!proof) return refuse(404, "not_found", "expected /v1/proof/event/<chain>/<sequence>, /v1/proof/entry/<index> or /v1/proof/consistency/<from>/<to>", "path");
  const auto log = store.log_head();
  if (!log) return log.error();
  if (log.value().checkpoint.empty()) return unsigned_log();
  if (const auto* growth = std::get_if<Growth>(&*proof)) return growth_answer(store, log.value(), *growth);
  if (const auto* entry = std::get_if<EntryPlace>(&*proof)) return inclusion_answer(store, entry->index);
  const auto& place = std::get<EventPlace>(*proof);
  const auto index = store.find_entry(place.chain_uid, place.sequence);
  if (!index) return index.error();
  if (!index.value()) return beyond();
  return inclusion_answer(store, *index.value());
}

}  // namespace tirai::collector
