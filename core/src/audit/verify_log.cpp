#include "audit/verify_log.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "audit/verify_json.h"
#include "crypto/base64.h"
#include "crypto/ledger_hash.h"
#include "tirai/log.h"

namespace tirai::verify {
namespace {
constexpr std::string_view kPrefix = "{\"checkpoint\":";

std::string_view text_of(const crypto::Digest& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

// RFC 9162, 2.1.1: what is hashed of a line and of two subtrees begins differently, so that no line can pass for a subtree.
crypto::Digest leaf(std::string_view line) { return crypto::ledger::sha256(std::array{std::string_view("\0", 1), line}); }
crypto::Digest node(const crypto::Digest& left, const crypto::Digest& right) { return crypto::ledger::sha256(std::array{std::string_view("\1", 1), text_of(left), text_of(right)}); }

// The note, out of its JSON string: newlines are the only letters of a note that JSON escapes.
std::optional<std::string> note_of(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json || json->members({}) != 1) return std::nullopt;
  const CanonicalText::Node* value = json->find({"checkpoint"});
  if (value == nullptr || value->kind != '"') return std::nullopt;
  const std::string_view quoted = json->raw(*value);
  std::string note;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    if (quoted[i] != '\\') note += quoted[i];
    else if (quoted[++i] == 'n') note += '\n';
    else return std::nullopt;
  }
  return note;
}

std::optional<Error> count_witnesses(const std::string& note, const LogTrust& trust, LogReport& report) {
  for (const std::string& vkey : std::set<std::string>(trust.witness_vkeys.begin(), trust.witness_vkeys.end())) {
    const auto time_s = cosigned_at(note, vkey);
    if (time_s) ++report.witnesses;
    else if (time_s.error().code != ErrorCode::kBadSignature) return time_s.error();
  }
  if (report.witnesses >= trust.quorum) return std::nullopt;
  return Error{ErrorCode::kBadSignature, "cosigned by " + std::to_string(report.witnesses) + " of the witnesses; expected " + std::to_string(trust.quorum), "checkpoint"};
}
}  // namespace

LogLines::LogLines(std::string_view ndjson, const std::optional<Checkpoint>& since) : since_(since) {
  if (ndjson.ends_with('\n')) ndjson.remove_suffix(1);
  const std::size_t last = ndjson.rfind('\n');
  wanted_ = since_ || (last != ndjson.npos && ndjson.substr(last + 1, kPrefix.size()) == kPrefix);
  compare_with_kept();
}

void LogLines::add(std::string_view line) {
  if (!wanted_) return;
  ++size_;
  Subtree last{1, leaf(line)};
  for (; !subtrees_.empty() && subtrees_.back().size == last.size; subtrees_.pop_back()) last = {2 * last.size, node(subtrees_.back().hash, last.hash)};
  subtrees_.push_back(last);
  compare_with_kept();
}

// The whole log is here, so nobody's consistency proof is needed: its first lines are the tree that was kept, or they are not.
void LogLines::compare_with_kept() {
  if (since_ && since_->head.size == size_) goes_on_ = since_->head.root == text_of(root());
}

std::optional<Error> LogLines::judge_since(const std::optional<LogReport>& report) const {
  if (!since_) return std::nullopt;
  const auto broken = [](std::string what) { return Error{ErrorCode::kChainBroken, std::move(what), "since"}; };
  const std::string size = std::to_string(since_->head.size);
  if (report && report->origin != since_->origin) return broken("the checkpoint that was kept is of the log " + since_->origin + "; this is " + report->origin);
  if (!goes_on_) return broken("the log " + since_->origin + " had " + size + " lines; the export has " + std::to_string(size_));
  if (!*goes_on_) return broken("the log " + since_->origin + " was rewritten: its first " + size + " lines are not those of the checkpoint that was kept");
  return std::nullopt;
}

crypto::Digest LogLines::root() const {
  if (subtrees_.empty()) return crypto::ledger::sha256("");
  crypto::Digest root = subtrees_.back().hash;
  for (auto left = subtrees_.rbegin() + 1; left != subtrees_.rend(); ++left) root = node(left->hash, root);
  return root;
}

std::vector<Error> LogLines::judge(std::string_view line, const LogTrust& trust, LogReport& report) const {
  const auto note = note_of(line);
  if (!note) return {{ErrorCode::kBadSyntax, "expected a checkpoint as one canonical JSON string", "checkpoint"}};
  const auto checkpoint = trust.log_vkey.empty() ? read_checkpoint(*note) : open_checkpoint(*note, trust.log_vkey);
  if (!checkpoint) return {checkpoint.error()};
  std::vector<Error> found;
  const TreeHead& head = checkpoint.value().head;
  if (head.size != size_) {
    found.push_back({ErrorCode::kChainBroken, "it names " + std::to_string(head.size) + " lines; the export has " + std::to_string(size_), "checkpoint"});
  } else if (head.root != text_of(root())) {
    found.push_back({ErrorCode::kChainBroken, "its root is not that of these lines in this order", "checkpoint"});
  }
  if (auto error = count_witnesses(*note, trust, report)) found.push_back(*std::move(error));
  report.origin = checkpoint.value().origin;
  report.size = head.size;
  report.note = *note;
  report.signed_by_log = !trust.log_vkey.empty();
  return found;
}

}  // namespace tirai::verify
