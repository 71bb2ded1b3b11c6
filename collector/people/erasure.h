// The end of what is known of a customer. What events say goes by a pseudonym; without its key that leads to nobody, and every proof holds.
//
//   tombstone in the log (class 3004, erasure) ─▶ keys destroyed, sealed texts and evidence erased, in one transaction ─▶ browsers hear of the revision
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "log/own_log.h"
#include "people/people_events.h"

namespace tirai::collector {

struct ErasurePlan {
  Subject subject;
  Erased erased;  ///< what the tombstone says
};
/// What there is to erase. Sealed texts are found by the index, so that it has to have caught up.
[[nodiscard]] Result<ErasurePlan> plan_erasure(Store& store, const Subject& subject);
/// Keys, sealed texts, evidence. A pseudonym whose key was destroyed never gets one again, and what still arrives for it loses its text (indexer.cpp).
[[nodiscard]] Result<Done> erase_subject(Store& store, const ErasurePlan& plan, std::int64_t now_ms);

/// The whole of it, from tombstone to transaction. Nothing: nobody has this lookup.
[[nodiscard]] boost::asio::awaitable<Result<std::optional<Erased>>> erase_with_tombstone(Writer& writer, OwnLog& own_log, Doer doer, std::string lookup);

struct Retention {
  std::int64_t sealed_ms = 0;    ///< sealed texts are erased after so long; 0: never
  std::int64_t subjects_ms = 0;  ///< a customer of whom no event is younger is erased; 0: never
  [[nodiscard]] bool any() const { return sealed_ms > 0 || subjects_ms > 0; }
};
struct Retained {
  std::int64_t sealed = 0, subjects = 0;
};
/// What is older than its time, each with a tombstone; a hundred customers at most.
[[nodiscard]] boost::asio::awaitable<Result<Retained>> keep_retention(Writer& writer, OwnLog& own_log, Retention retention, std::int64_t now_ms);

}  // namespace tirai::collector
