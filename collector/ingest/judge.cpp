#include "store/store.h"

namespace tirai::collector {

// Fingerprints link each event to the one before and were verified, so two runs of events that agree in one fingerprint agree in
// all events before it: one comparison is enough.
Verdict judge(const SignedBatch& batch, const ChainHead& stored) {
  const std::uint64_t end = batch.first_sequence + batch.events.size();
  if (batch.first_sequence > stored.next_sequence) return Verdict::kGap;
  if (batch.first_sequence == stored.next_sequence) return batch.prev_event == stored.head ? Verdict::kStored : Verdict::kFork;
  if (end <= stored.next_sequence) return Verdict::kDuplicate;
  const EventRow& last_known = batch.events[stored.next_sequence - 1 - batch.first_sequence];
  return last_known.fingerprint == stored.head ? Verdict::kOverlap : Verdict::kFork;
}

}  // namespace tirai::collector
