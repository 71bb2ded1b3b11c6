// Checkpoints with the cosignatures that came for them.
#include <algorithm>

#include "store/store.h"

namespace tirai::collector {
namespace {
std::string_view text_of(std::string_view note) { return note.substr(0, note.find("\n\n") + 1); }

// Lines of the signatures behind the log's own, which is the first.
std::string_view cosignatures_of(std::string_view note) {
  const std::size_t first = note.find("\n\n") + 2;
  return note.substr(note.find('\n', first) + 1);
}

struct Candidate {
  LogHead log;
  std::size_t witnesses = 0;
};

void add(Candidate& candidate, const Cosigned& one) {
  if (text_of(one.checkpoint) != text_of(candidate.log.checkpoint)) return;
  candidate.log.checkpoint += cosignatures_of(one.checkpoint);
  ++candidate.witnesses;
}

// The log's own line of an older checkpoint, alone.
LogHead alone(const Cosigned& one) {
  return {{one.size, {}}, one.checkpoint.substr(0, one.checkpoint.size() - cosignatures_of(one.checkpoint).size())};
}
}  // namespace

Result<LogHead> newest_checkpoint(Store& store) {
  const auto log = store.log_head();
  if (!log) return log.error();
  const auto cosigned = store.cosigned();
  if (!cosigned) return cosigned.error();
  Candidate newest{log.value()};
  for (const Cosigned& one : cosigned.value()) add(newest, one);
  return newest.log;
}

Result<LogHead> best_checkpoint(Store& store, std::uint64_t index) {
  const auto log = store.log_head();
  if (!log) return log.error();
  const auto cosigned = store.cosigned();
  if (!cosigned) return cosigned.error();
  std::vector<Candidate> candidates{{log.value()}};
  for (const Cosigned& one : cosigned.value()) {
    if (one.size > index && one.size < log.value().head.size) candidates.push_back({alone(one)});
  }
  for (Candidate& candidate : candidates) {
    for (const Cosigned& one : cosigned.value()) add(candidate, one);
  }
  const auto better = [](const Candidate& a, const Candidate& b) { return std::pair(a.witnesses, a.log.head.size) < std::pair(b.witnesses, b.log.head.size); };
  return std::ranges::max_element(candidates, better)->log;
}

}  // namespace tirai::collector
