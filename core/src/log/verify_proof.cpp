// Checking proofs, written from RFC 9162 (2.1.3.2, 2.1.4.2) alone; shares no code with the tree that makes them.
#include "crypto/ledger_hash.h"
#include "tirai/log.h"

namespace tirai {
namespace {
std::string hash_children(const std::string& left, const std::string& right) {
  const crypto::Digest digest = crypto::ledger::sha256("\x01" + left + right);
  return {digest.begin(), digest.end()};
}

bool are_hashes(std::span<const std::string> proof) {
  for (const std::string& hash : proof) {
    if (hash.size() != kHashBytes) return false;
  }
  return true;
}

// Both numbers lose their last bit, until the first is odd or none is left.
void shift_while_even(std::uint64_t& fn, std::uint64_t& sn) {
  while (fn != 0 && (fn & 1) == 0) fn >>= 1, sn >>= 1;
}
}  // namespace

bool verify_inclusion(std::string_view leaf, std::uint64_t index, const TreeHead& head, std::span<const std::string> proof) {
  if (index >= head.size || leaf.size() != kHashBytes || !are_hashes(proof)) return false;
  std::uint64_t fn = index, sn = head.size - 1;
  std::string root(leaf);
  for (const std::string& hash : proof) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      root = hash_children(hash, root);
      shift_while_even(fn, sn);
    } else {
      root = hash_children(root, hash);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && root == head.root;
}

bool verify_consistency(const TreeHead& before, const TreeHead& after, std::span<const std::string> proof) {
  if (before.size > after.size || !are_hashes(proof)) return false;
  if (before.size == 0) return proof.empty();
  if (before.size == after.size) return proof.empty() && before.root == after.root;
  if (proof.empty()) return false;
  // The earlier root is itself the first hash where its size is a power of two.
  const bool given = (before.size & (before.size - 1)) != 0;
  std::uint64_t fn = before.size - 1, sn = after.size - 1;
  while ((fn & 1) != 0) fn >>= 1, sn >>= 1;
  std::string first = given ? proof.front() : before.root, second = first;
  for (const std::string& hash : proof.subspan(given ? 1 : 0)) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      first = hash_children(hash, first);
      second = hash_children(hash, second);
      shift_while_even(fn, sn);
    } else {
      second = hash_children(second, hash);
    }
    fn >>= 1, sn >>= 1;
  }
  return sn == 0 && first == before.root && second == after.root;
}

}  // namespace tirai
