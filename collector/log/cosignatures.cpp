#include "log/cosignatures.h"

#include <nlohmann/json.hpp>

#include "base/log.h"
#include "http/answers.h"
#include "ingest/written.h"
#include "log/witness_answer.h"
#include "tirai/log.h"

namespace tirai::collector {
namespace {
namespace net = boost::asio;

// Of a note: the log's own line, alone. It is the first: the log signs before anybody else.
std::string without_cosignatures(const std::string& note) {
  const std::size_t lines = note.find("\n\n");
  return lines == note.npos ? std::string() : note.substr(0, note.find('\n', lines + 2) + 1);
}

enum class Place : std::uint8_t { kOurs, kBeyond, kAnother };

// Does the tree of this head stand in the log as it is now?
Result<Place> place_of(Store& store, const TreeHead& head) {
  const auto log = store.log_head();
  if (!log) return log.error();
  if (head.size > log.value().head.size) return Place::kBeyond;
  const auto proof = consistency_proof(head.size, log.value().head.size, [&](unsigned level, std::uint64_t index) { return store.tile(level, index); });
  if (!proof) return proof.error();
  return verify_consistency(head, log.value().head, proof.value()) ? Place::kOurs : Place::kAnother;
}

Result<Place> keep(Store& store, const TreeHead& head, const Cosigned& cosigned) {
  auto place = place_of(store, head);
  if (!place || place.value() != Place::kOurs) return place;
  if (const auto kept = store.set_cosigned(cosigned); !kept) return kept.error();
  return place;
}

Answer told(std::string_view code, const char* what, const std::string& witness) {
  log_error({ErrorCode::kRollback, what, "witness " + witness});
  return refuse(409, code, what, "body");
}
}  // namespace

net::awaitable<Answer> Cosignatures::take(std::string note) {
  if (witnesses_.empty()) co_return refuse(404, "no_witness", "this log knows no witness that follows it; expected serve --witness VKEY", "path");
  const std::string bare = without_cosignatures(note);
  const auto checkpoint = open_checkpoint(bare, log_vkey_);
  if (!checkpoint) co_return refuse(checkpoint.error().code == ErrorCode::kBadSignature ? 403 : 400, to_string(checkpoint.error().code), checkpoint.error().message, "body");
  for (const std::string& vkey : witnesses_) {
    const std::string line = cosignature_in(note, bare, vkey);
    if (line.empty()) continue;
    const TreeHead head = checkpoint.value().head;
    const Cosigned cosigned{vkey.substr(0, vkey.find('+')), head.size, bare + line};
    std::function<Result<Place>(Store&)> work = [head, cosigned](Store& store) { return keep(store, head, cosigned); };
    const auto kept = co_await worked<Place>(writer_, std::move(work));
    if (!kept) co_return overloaded();
    if (!*kept) co_return storage_failed(kept->error());
    if (kept->value() == Place::kBeyond) co_return told("rollback", "it has seen more of this log than there is; expected a store that was not put back to an older state", cosigned.witness);
    if (kept->value() == Place::kAnother) co_return told("fork", "it has cosigned another history of this log than the one that is here", cosigned.witness);
    co_return answer_json({{"size", head.size}});
  }
  co_return refuse(403, "bad_signature", "no witness that this log knows cosigned it", "body");
}

}  // namespace tirai::collector
