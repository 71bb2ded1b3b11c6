// The tree that the collector grows, and the proofs it gives out of it (RFC 9162, 2.1). Checking is verify_proof.cpp, which knows none of this.
//
// A complete subtree of height h is one hash; tiles keep the heights 0, 8, 16, …; heights between are hashed up from the tile below.
// The edge keeps the complete subtrees of the size's binary digits, so an append costs one node hash on average and a head one per digit.
#include <array>
#include <bit>
#include <map>

#include "crypto/ledger_hash.h"
#include "tirai/log.h"

namespace tirai {
namespace {
constexpr unsigned kTileHeight = 8;

std::string hash_of(std::span<const std::string_view> pieces) {
  const crypto::Digest digest = crypto::ledger::sha256(pieces);
  return {digest.begin(), digest.end()};
}
std::string node_hash(std::string_view left, std::string_view right) {
  return hash_of(std::array<std::string_view, 3>{std::string_view("\x01", 1), left, right});
}

// The hash over complete hashes beside each other: a power of two of them.
std::string hash_up(std::string_view hashes) {
  std::string row(hashes);
  while (row.size() > kHashBytes) {
    std::string above;
    for (std::size_t at = 0; at < row.size(); at += 2 * kHashBytes) {
      above += node_hash(std::string_view(row).substr(at, kHashBytes), std::string_view(row).substr(at + kHashBytes, kHashBytes));
    }
    row = std::move(above);
  }
  return row;
}

// Reads each tile once, however many of its hashes a proof needs. The first error stays.
class Hashes {
 public:
  explicit Hashes(const TileReader& tiles) : tiles_(tiles) {}

  // The complete subtree of 2^height leaves, the index-th of that height.
  std::string subtree(unsigned height, std::uint64_t index) {
    const unsigned level = height / kTileHeight, above = height % kTileHeight;
    const std::uint64_t first = index << above;
    const std::string_view hashes = tile(level, first / kTileHashes);
    const std::size_t begin = (first % kTileHashes) * kHashBytes, size = kHashBytes << above;
    if (hashes.size() < begin + size) {
      if (!error) error = Error{ErrorCode::kInternal, "the tree has no hashes there; expected a tile of that width", "tile " + std::to_string(level)};
      return std::string(kHashBytes, '\0');
    }
    return hash_up(hashes.substr(begin, size));
  }

  // MTH(D[begin:end]) for a range the proofs meet: it begins at a multiple of the largest power of two below its size.
  std::string range(std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t size = end - begin;
    if (std::has_single_bit(size)) {
      const auto height = static_cast<unsigned>(std::countr_zero(size));
      return subtree(height, begin >> height);
    }
    const std::uint64_t left = std::bit_floor(size);
    return node_hash(range(begin, begin + left), range(begin + left, end));
  }

  std::optional<Error> error;

 private:
  std::string_view tile(unsigned level, std::uint64_t index) {
    const auto [found, is_new] = read_.try_emplace({level, index});
    if (is_new) {
      auto hashes = tiles_(level, index);
      if (hashes) found->second = std::move(hashes).value();
      else if (!error) error = hashes.error();
    }
    return found->second;
  }

  const TileReader& tiles_;
  std::map<std::pair<unsigned, std::uint64_t>, std::string> read_;
};

// The largest power of two smaller than a size of two or more.
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

Result<std::vector<std::string>> finished(Hashes& hashes, std::vector<std::string> proof) {
  if (hashes.error) return *hashes.error;
  return std::vector<std::string>(proof.rbegin(), proof.rend());
}
}  // namespace

std::string leaf_hash(std::string_view entry) { return hash_of(std::array<std::string_view, 2>{std::string_view("\0", 1), entry}); }

Result<TreeEdge> TreeEdge::read(std::uint64_t size, const TileReader& tiles) {
  TreeEdge edge;
  edge.size_ = size;
  Hashes hashes(tiles);
  for (std::uint64_t begin = 0; begin < size;) {
    const std::uint64_t leaves = std::bit_floor(size - begin);
    const auto height = static_cast<unsigned>(std::countr_zero(leaves));
    edge.subtrees_.push_back({height, hashes.subtree(height, begin >> height)});
    begin += leaves;
  }
  if (hashes.error) return *hashes.error;
  for (unsigned level = 0; level < 8 && size >> (level * kTileHeight) != 0; ++level) {
    const std::uint64_t count = size >> (level * kTileHeight);
    const std::size_t width = count % kTileHashes * kHashBytes;
    Growing growing{{level, count / kTileHashes, {}}};
    if (width != 0) {
      auto found = tiles(level, growing.tile.index);
      if (!found) return found.error();
      // A tile may be longer than this size needs: another connection's commit. It is cut to what this size says.
      growing.tile.hashes = found.value().substr(0, width);
    }
    edge.growing_.push_back(std::move(growing));
  }
  return edge;
}

void TreeEdge::add_hash(unsigned level, std::string_view hash) {
  if (growing_.size() == level) growing_.push_back({{level, 0, {}}});
  Growing& growing = growing_[level];
  growing.tile.hashes += hash;
  growing.changed = true;
  if (growing.tile.hashes.size() < kTileHashes * kHashBytes) return;
  const std::uint64_t next = growing.tile.index + 1;
  full_.push_back(std::move(growing.tile));
  growing = {{level, next, {}}};
}

void TreeEdge::append(std::string_view entry) {
  ++size_;
  subtrees_.push_back({0, leaf_hash(entry)});
  add_hash(0, subtrees_.back().hash);
  while (subtrees_.size() > 1 && subtrees_[subtrees_.size() - 2].height == subtrees_.back().height) {
    const Subtree right = std::move(subtrees_.back());
    subtrees_.pop_back();
    Subtree& left = subtrees_.back();
    left = {right.height + 1, node_hash(left.hash, right.hash)};
    if (left.height % kTileHeight == 0) add_hash(left.height / kTileHeight, left.hash);
  }
}

TreeHead TreeEdge::head() const {
  if (size_ == 0) return {0, hash_of(std::array<std::string_view, 1>{std::string_view()})};
  std::string root = subtrees_.back().hash;
  for (std::size_t i = subtrees_.size() - 1; i-- > 0;) root = node_hash(subtrees_[i].hash, root);
  return {size_, root};
}

std::vector<Tile> TreeEdge::take_changed() {
  std::vector<Tile> changed = std::move(full_);
  full_.clear();
  for (Growing& growing : growing_) {
    if (growing.changed && !growing.tile.hashes.empty()) changed.push_back(growing.tile);
    growing.changed = false;
  }
  return changed;
}

Result<std::vector<std::string>> inclusion_proof(std::uint64_t index, std::uint64_t size, const TileReader& tiles) {
  if (index >= size) return Error{ErrorCode::kBadValue, "no entry has this index; the tree's size is " + std::to_string(size), "index"};
  Hashes hashes(tiles);
  std::vector<std::string> proof;
  for (std::uint64_t begin = 0, end = size; end - begin > 1;) {
    const std::uint64_t middle = begin + split_of(end - begin);
    const bool left = index < middle;
    proof.push_back(left ? hashes.range(middle, end) : hashes.range(begin, middle));
    (left ? end : begin) = middle;
  }
  return finished(hashes, std::move(proof));
}

Result<std::vector<std::string>> consistency_proof(std::uint64_t from, std::uint64_t to, const TileReader& tiles) {
  if (from > to) return Error{ErrorCode::kBadValue, "the earlier tree is the larger one; expected from <= to", "from"};
  if (from == 0 || from == to) return std::vector<std::string>{};
  Hashes hashes(tiles);
  std::vector<std::string> proof;
  std::uint64_t begin = 0, end = to;
  bool whole = true;  // the earlier tree is a subtree that the checker has: its root
  while (from != end) {
    const std::uint64_t middle = begin + split_of(end - begin);
    const bool left = from <= middle;
    proof.push_back(left ? hashes.range(middle, end) : hashes.range(begin, middle));
    if (!left) whole = false;
    (left ? end : begin) = middle;
  }
  if (!whole) proof.push_back(hashes.range(begin, end));
  return finished(hashes, std::move(proof));
}

}  // namespace tirai
