// Shows each new checkpoint to the witnesses (C2SP tlog-witness, POST <url>/add-checkpoint) and keeps what they cosign.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/background.h"
#include "wire/wire.h"
#include "store/store.h"

namespace tirai::collector {

struct WitnessPeer {
  std::optional<wire::Url> url;  ///< its path is what stands before /add-checkpoint; nothing: it follows by itself (cosignatures.h)
  std::string vkey;
};
/// "https://HOST:PORT[/PREFIX],VKEY" (or http) with a verifier key of type 4, or a file that holds it; of one that follows by itself, the key alone.
[[nodiscard]] Result<WitnessPeer> read_witness_peer(const std::string& text);

/// A thread of its own: a witness that is slow or away holds up nobody.
class WitnessFeed {
 public:
  WitnessFeed(std::unique_ptr<Store> store, std::vector<WitnessPeer> peers, std::chrono::milliseconds every);

 private:
  void feed_all();
  [[nodiscard]] Result<Done> feed(std::size_t which, const LogHead& log);
  [[nodiscard]] Result<Done> show(const WitnessPeer& peer, const LogHead& log, std::uint64_t old_size, bool again);

  const std::unique_ptr<Store> store_;
  const std::vector<WitnessPeer> peers_;
  const std::chrono::milliseconds every_;
  std::vector<FaultLog> faults_;  ///< per peer
  std::vector<bool> asked_;  ///< per peer: it answered since the start, so that it would have told of a store put back
  Background background_;  ///< last: it uses all above
};

}  // namespace tirai::collector
