// Events held to their chains: which one must stand here, what links it, and what is said of those that are missing.
#include <algorithm>

#include "audit/verify_export.h"

namespace tirai::verify {
namespace {
std::string events_text(std::uint64_t first, std::uint64_t end) {
  return end - first == 1 ? "event " + std::to_string(first) : "events " + std::to_string(first) + " to " + std::to_string(end - 1);
}
}  // namespace

// Where the batch stands in its chain: right after what came before, or there is a gap, or a repetition.
void ExportVerifier::place_batch() {
  const HeaderLine& header = open_->header;
  Chain& chain = chain_of(header.chain_uid, header.device_id);
  open_->chain = &chain;
  const auto broken = [&](const std::string& what) { find_event(header.chain_uid, header.first_sequence, ErrorCode::kChainBroken, what); };
  if (chain.device_id != header.device_id) broken("the chain goes on under another device");
  if (header.first_sequence < chain.next) {
    open_->repeats = true;
    return broken("its batch is repeated or out of order");
  }
  if (header.first_sequence > chain.next) return skip_to(header.chain_uid, chain, header.first_sequence, header.prev_event);
  if (chain.known() && !chain.ends_with(header.prev_event)) broken("its batch does not link to the event before it");
}

void ExportVerifier::tell_missing(std::string_view chain_uid, Chain& chain, std::uint64_t end) {
  const std::uint64_t first = std::max(chain.next, chain.told_missing_to);
  if (first >= end) return;
  find_event(chain_uid, first, ErrorCode::kChainBroken, events_text(first, end) + " missing", AuditCheck::kGaps);
  chain.told_missing_to = end;
}

void ExportVerifier::skip_to(std::string_view chain_uid, Chain& chain, std::uint64_t sequence, std::string_view fingerprint_before) {
  tell_missing(chain_uid, chain, sequence);
  chain.next = sequence;
  chain.claimed = chain.computed = fingerprint_before;
}

void ExportVerifier::take_event(std::string_view line) {
  ++report_.events;
  if (open_ && open_->sealed.begun()) find({ErrorCode::kBadSyntax, "an event behind the sealed texts of its batch", at_line()});
  const auto event = read_event(line);
  if (!open_) {
    find({ErrorCode::kBadSyntax, "expected a device or a batch header", at_line()});
    open_.emplace().line = line_;
  } else if (open_->trusted && !open_->repeats && open_->chain->next == open_->end()) {
    if (judge_surplus(event)) return;
  }
  if (open_->trusted && open_->repeats) return judge_repeated(event);
  if (!event) return take_unreadable(event.error());
  take_readable(line, event.value());
}

// More lines than the header counts: an event that stood before already, or a batch whose header is gone.
bool ExportVerifier::judge_surplus(const Result<EventLine>& event) {
  if (event) {
    const auto chain = chains_.find(event.value().chain_uid);
    if (chain != chains_.end() && event.value().sequence < chain->second.next) {
      find_event(event.value().chain_uid, event.value().sequence, ErrorCode::kChainBroken, "repeated or out of order");
      return true;
    }
    find_event(event.value().chain_uid, event.value().sequence, ErrorCode::kChainBroken, "belongs to no batch: its header is missing");
  } else {
    find({ErrorCode::kBadSyntax, "neither an event of the batch above nor a batch header: " + event.error().message, at_line()});
  }
  open_ = OpenBatch{.line = line_};
  return !event;
}

void ExportVerifier::judge_repeated(const Result<EventLine>& event) {
  if (event && event.value().holds()) return;
  find({ErrorCode::kChainBroken, "an altered event in a repeated batch", at_line()}, open_->header.chain_uid, open_->header.first_sequence);
}

// Nobody can read it: its place names it.
void ExportVerifier::take_unreadable(const Error& error) {
  const std::string& chain_uid = open_->trusted ? open_->header.chain_uid : last_chain_;
  const auto chain = chains_.find(chain_uid);
  if (chain == chains_.end()) return find({error.code, "an event of an unknown chain: " + error.message, at_line()});
  find_event(chain_uid, chain->second.next, error.code, error.message);
  ++chain->second.next;
  chain->second.claimed = chain->second.computed = {};
}

void ExportVerifier::take_readable(std::string_view line, const EventLine& event) {
  const std::string_view chain_uid = open_->trusted ? std::string_view(open_->header.chain_uid) : event.chain_uid;
  Chain& chain = open_->trusted ? *open_->chain : chain_of(chain_uid, event.device_id);
  last_chain_ = chain_uid;
  const auto broken = [&](std::uint64_t sequence, const char* what) { find_event(chain_uid, sequence, ErrorCode::kChainBroken, what); };
  const bool holds = event.holds();
  if (!holds) {
    broken(chain.next, "its bytes do not give its fingerprint");
  } else if (event.chain_uid != chain_uid || event.device_id != chain.device_id || (open_->trusted && event.sequence >= open_->end())) {
    return find_event(event.chain_uid, event.sequence, ErrorCode::kChainBroken, "stands in a batch that it is no part of");
  } else if (event.sequence < chain.next) {
    return broken(event.sequence, "repeated or out of order");
  } else if (event.sequence > chain.next) {
    skip_to(chain_uid, chain, event.sequence, event.prev_event);
  } else if (chain.known() && !chain.ends_with(event.prev_event)) {
    broken(event.sequence, "does not link to the event before it");
  }
  if (holds && event.sequence == 0) sessions_.add({std::string(chain_uid), std::string(event.device_id), std::string(event.previous_head), line_});
  sessions_.see(event.fingerprint);
  if (!event.sealed_digest.empty()) open_->sealed.name(chain.next, holds ? event.sealed_digest : std::string_view());
  if (holds && reader_) reader_(line, event, line_);
  ++chain.next;
  chain.claimed = event.fingerprint;
  chain.computed = event.computed;
}

void ExportVerifier::close_batch() {
  if (open_) report_.sealed += open_->sealed.there(), report_.erased += open_->sealed.erased();
  if (open_ && open_->trusted && !open_->repeats) {
    const HeaderLine& header = open_->header;
    Chain& chain = *open_->chain;
    if (chain.next < open_->end()) tell_missing(header.chain_uid, chain, open_->end());
    else if (chain.known() && !chain.ends_with(header.head)) {
      find_event(header.chain_uid, open_->end() - 1, ErrorCode::kChainBroken, "is not the event whose fingerprint was signed as the head");
    }
  }
  open_.reset();
}

}  // namespace tirai::verify
