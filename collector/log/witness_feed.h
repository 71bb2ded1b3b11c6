// Shows each new checkpoint to the witnesses (C2SP tlog-witness, POST <url>/add-checkpoint) and keeps what they cosign.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/store.h"

namespace tirai::collector {

struct WitnessPeer {
  std::string host, port, prefix;  ///< of http://host:port/prefix
  std::string vkey;
};
/// "http://HOST:PORT[/PREFIX],VKEY" with a verifier key of type 4, or a file that holds it. No TLS: a proxy beside the collector has it.
[[nodiscard]] Result<WitnessPeer> read_witness_peer(const std::string& text);

/// A thread of its own: a witness that is slow or away holds up nobody.
class WitnessFeed {
 public:
  WitnessFeed(std::unique_ptr<Store> store, std::vector<WitnessPeer> peers, std::chrono::milliseconds every);
  ~WitnessFeed() { stop(); }
  WitnessFeed(const WitnessFeed&) = delete;
  WitnessFeed& operator=(const WitnessFeed&) = delete;
  void stop();

 private:
  void run();
  void feed_all();
  [[nodiscard]] Result<Done> feed(std::size_t which, const LogHead& log);
  [[nodiscard]] Result<Done> show(const WitnessPeer& peer, const LogHead& log, std::uint64_t old_size, bool again);

  const std::unique_ptr<Store> store_;
  const std::vector<WitnessPeer> peers_;
  const std::chrono::milliseconds every_;
  std::vector<std::string> told_;  ///< per peer: the fault told last, so that one that stays is told once
  std::vector<bool> asked_;  ///< per peer: it answered since the start, so that it would have told of a store put back
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;  ///< last: it uses all above
};

}  // namespace tirai::collector
