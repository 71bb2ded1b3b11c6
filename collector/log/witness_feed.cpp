#include "log/witness_feed.h"

#include <fstream>
#include <iterator>

#include "base/log.h"
#include "log/witness_answer.h"

namespace tirai::collector {
namespace {
constexpr auto kTimeout = std::chrono::milliseconds(10'000);

Error bad_peer() { return {ErrorCode::kBadValue, "expected https://HOST:PORT[/PREFIX],VKEY with the witness's verifier key, or a file that holds it; of one that follows by itself, VKEY alone", "--witness"}; }

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(" \r\n") + 1);
  return text;
}

std::string name_of(const WitnessPeer& peer) { return peer.vkey.substr(0, peer.vkey.find('+')); }

std::vector<FaultLog> faults_of(const std::vector<WitnessPeer>& peers) {
  std::vector<FaultLog> all;
  for (const WitnessPeer& peer : peers) all.emplace_back("witness " + name_of(peer) + ": ");
  return all;
}
}  // namespace

Result<WitnessPeer> read_witness_peer(const std::string& text) {
  const std::size_t comma = text.find(',');
  auto url = comma == text.npos ? std::nullopt : wire::read_url(text.substr(0, comma));
  if (comma != text.npos && !url) return bad_peer();
  while (url && url->target.ends_with('/')) url->target.pop_back();
  WitnessPeer peer{std::move(url), text.substr(comma == text.npos ? 0 : comma + 1)};
  if (std::ifstream file(peer.vkey); file) peer.vkey = trimmed(std::string(std::istreambuf_iterator<char>(file), {}));
  // A key of another kind is told here, not at the first checkpoint.
  if (const auto judged = cosigned_at("x\n\n\xE2\x80\x94 x AAAAAAA=\n", peer.vkey); judged.error().code != ErrorCode::kBadSignature) return bad_peer();
  return peer;
}

WitnessFeed::WitnessFeed(std::unique_ptr<Store> store, std::vector<WitnessPeer> peers, std::chrono::milliseconds every)
    : store_(std::move(store)), peers_(std::move(peers)), every_(every), faults_(faults_of(peers_)), asked_(peers_.size()), background_(std::chrono::milliseconds(0), [this] {
        feed_all();
        return every_;
      }) {}

// One checkpoint to all of them: only what several cosigned together makes a quorum.
void WitnessFeed::feed_all() {
  const auto log = store_->log_head();
  for (std::size_t i = 0; i < peers_.size(); ++i) {
    const auto fed = log ? feed(i, log.value()) : Result<Done>(log.error());
    if (fed) faults_[i].over();
    else faults_[i].tell(fed.error());
  }
}

Result<Done> WitnessFeed::feed(std::size_t which, const LogHead& log) {
  const WitnessPeer& peer = peers_[which];
  const auto known = store_->cosigned();
  if (!known) return known.error();
  std::uint64_t old_size = 0;
  for (const Cosigned& one : known.value()) {
    if (one.witness == name_of(peer)) old_size = one.size;
  }
  if (log.checkpoint.empty() || (asked_[which] && old_size == log.head.size)) return Done{};
  const auto shown = show(peer, log, old_size, true);
  if (shown) asked_[which] = true;
  return shown;
}

Result<Done> WitnessFeed::show(const WitnessPeer& peer, const LogHead& log, std::uint64_t old_size, bool again) {
  auto proof = consistency_proof(old_size, log.head.size, [this](unsigned level, std::uint64_t index) { return store_->tile(level, index); });
  if (!proof) return proof.error();
  const auto reply = wire::ask_now(peer.url->to, {wire::HttpRequest::Method::kPost, peer.url->target + "/add-checkpoint", "text/plain; charset=utf-8", write_checkpoint_request({old_size, std::move(proof).value(), log.checkpoint}), {}}, kTimeout);
  if (!reply) return reply.error();
  if (reply.value().status == 409 && again) {
    const auto size = read_log_size(reply.value().body);
    if (size && *size <= log.head.size) return show(peer, log, *size, false);
    return Error{ErrorCode::kRollback, "it has seen more of this log than there is; expected a file that was not put back to an older state", "log"};
  }
  const std::string line = reply.value().status == 200 ? cosignature_in(reply.value().body, log.checkpoint, peer.vkey) : std::string();
  if (line.empty()) return Error{ErrorCode::kBadSignature, "it did not cosign; it answered " + std::to_string(reply.value().status), "log"};
  return store_->set_cosigned({name_of(peer), log.head.size, log.checkpoint + line});
}

}  // namespace tirai::collector
