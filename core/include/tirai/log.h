// The collector's log: a Merkle tree over every line it keeps, its signed heads, and proofs that anyone can check with them.
//
//   entry        one line of the export (audit.h) without its newline: a device and its key, a batch's header, an event
//   tree         RFC 9162, 2.1.1: leaf SHA-256(0x00 || entry), node SHA-256(0x01 || left || right), empty tree SHA-256("")
//   tile         C2SP tlog-tiles: 256 neighbouring hashes of one height, a full one stands as one hash in the tile above
//   checkpoint   C2SP tlog-checkpoint: "<origin>\n<size>\n<base64 root>\n" as a signed note by the log's key, whose name is the origin
//   cosignature  C2SP tlog-cosignature (Ed25519): a witness's word that what it saw before is part of this tree
//   proof file   C2SP tlog-proof: an entry's place, the path from it to the root, the checkpoint
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/result.h"

namespace tirai {

struct TreeHead {
  std::uint64_t size = 0;
  std::string root;  ///< 32 bytes
  bool operator==(const TreeHead&) const = default;
};

// --- growing the tree, and proofs out of it -----------------------------------------------------------------------------

inline constexpr std::size_t kHashBytes = 32;
inline constexpr std::size_t kTileHashes = 256;

struct Tile {
  unsigned level = 0;
  std::uint64_t index = 0;
  std::string hashes;  ///< 1 to 256 of 32 bytes
};
/// The hashes of a tile as far as they are there; an error where it is not.
using TileReader = std::function<Result<std::string>(unsigned level, std::uint64_t index)>;

/// The right edge of a tree: all that its growth needs.
class TreeEdge {
 public:
  TreeEdge() = default;
  /// From the tiles of a tree of `size`.
  [[nodiscard]] static Result<TreeEdge> read(std::uint64_t size, const TileReader& tiles);

  void append(std::string_view entry);
  [[nodiscard]] TreeHead head() const;
  /// Tiles that are new, or longer than before, since the last call.
  [[nodiscard]] std::vector<Tile> take_changed();

 private:
  struct Subtree {
    unsigned height;
    std::string hash;
  };
  struct Growing {
    Tile tile;
    bool changed = false;
  };
  void add_hash(unsigned level, std::string_view hash);

  std::uint64_t size_ = 0;
  std::vector<Subtree> subtrees_;  ///< complete ones, from the left, ever lower
  std::vector<Growing> growing_;   ///< the last tile of each level
  std::vector<Tile> full_;         ///< filled since take_changed()
};

/// RFC 9162, 2.1.3.1: from the leaf's sibling up. `index` < `size` <= what the tiles hold.
[[nodiscard]] Result<std::vector<std::string>> inclusion_proof(std::uint64_t index, std::uint64_t size, const TileReader& tiles);
/// RFC 9162, 2.1.4.1. `from` <= `to` <= what the tiles hold; empty where `from` is 0 or `to`.
[[nodiscard]] Result<std::vector<std::string>> consistency_proof(std::uint64_t from, std::uint64_t to, const TileReader& tiles);

/// RFC 9162, 2.1.1.
[[nodiscard]] std::string leaf_hash(std::string_view entry);

// --- checking, written from the standards alone ----------------------------------------------------------------------------

/// RFC 9162, 2.1.3.2.
[[nodiscard]] bool verify_inclusion(std::string_view leaf_hash, std::uint64_t index, const TreeHead& head, std::span<const std::string> proof);
/// RFC 9162, 2.1.4.2; every tree goes on from the empty one, and from itself, with an empty proof.
[[nodiscard]] bool verify_consistency(const TreeHead& before, const TreeHead& after, std::span<const std::string> proof);

// --- checkpoints -------------------------------------------------------------------------------------------------------

struct Checkpoint {
  std::string origin;
  TreeHead head;
};
/// Signed by a C2SP signer key (bundle.h), whose name becomes the origin.
[[nodiscard]] Result<std::string> sign_checkpoint(const TreeHead& head, std::string_view signing_key);
/// Fails unless the log's key signed it and its name is the origin. Extension lines are refused: no log of ours has them.
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view log_vkey);

/// A checkpoint as it stands, whoever signed it: for one that was kept by oneself, or where no key is known.
[[nodiscard]] Result<Checkpoint> read_checkpoint(std::string_view note);

/// A pair for a witness (type 0x04): another kind of key than a log's, so that neither's signature can be taken for the other's.
struct WitnessKeys {
  std::string signing_key;
  std::string verifier_key;
};
[[nodiscard]] Result<WitnessKeys> witness_keys(std::string_view name, std::string_view seed32);
[[nodiscard]] Result<std::string> witness_vkey_of(std::string_view signing_key);
/// A signature line over the note's text; `time_s` is Unix time in seconds. Does not judge the note: witness_checkpoint() does.
[[nodiscard]] Result<std::string> cosign(std::string_view note, std::string_view witness_key, std::uint64_t time_s);
/// When this witness cosigned the note. kBadSignature if it did not.
[[nodiscard]] Result<std::uint64_t> cosigned_at(std::string_view note, std::string_view witness_vkey);

// --- proof files -------------------------------------------------------------------------------------------------------

struct LogProof {
  std::uint64_t index = 0;
  std::vector<std::string> hashes;
  std::string checkpoint;  ///< the note
};
[[nodiscard]] std::string write_proof(const LogProof& proof);
/// At most 64 KiB and 64 hashes; an "extra" line is passed over (it proves nothing).
[[nodiscard]] Result<LogProof> read_proof(std::string_view text);

struct ProvenEntry {
  Checkpoint checkpoint;
  std::uint64_t index = 0;
  std::vector<std::uint64_t> witnessed_at;  ///< Unix seconds, one per witness that cosigned
};
/// Is `entry` in the log whose key this is? Fails with kBadSignature or kChainBroken, saying what does not hold; and when fewer than
/// `quorum` of the witnesses cosigned.
[[nodiscard]] Result<ProvenEntry> verify_proof(std::string_view proof, std::string_view entry, std::string_view log_vkey,
                                               std::span<const std::string> witness_vkeys = {}, std::size_t quorum = 0);

// --- the witness (C2SP tlog-witness) --------------------------------------------------------------------------------------

/// Body of POST /add-checkpoint: "old <size>", proof lines, an empty line, the checkpoint.
struct CheckpointRequest {
  std::uint64_t old_size = 0;
  std::vector<std::string> proof;
  std::string checkpoint;
};
[[nodiscard]] std::string write_checkpoint_request(const CheckpointRequest& request);
/// At most 64 KiB and 63 hashes.
[[nodiscard]] Result<CheckpointRequest> read_checkpoint_request(std::string_view body);

enum class WitnessVerdict : std::uint8_t {
  kCosigned,      ///< 200: `seen` goes on the disk first, then the line is given
  kBadRequest,    ///< 400: not a request, or old size beyond the checkpoint's
  kBadSignature,  ///< 403
  kUnknownLog,    ///< 404: another origin
  kConflict,      ///< 409: old size is not what was cosigned last, or the same size has another root
  kInconsistent,  ///< 422: the proof does not hold
};
struct WitnessAnswer {
  WitnessVerdict verdict = WitnessVerdict::kBadRequest;
  TreeHead seen;  ///< what the witness remembers after this
  std::string signature_line;
  std::string why;  ///< of a refusal
};
/// What a witness that last cosigned `seen` of this log says to a request. Nothing is remembered here.
[[nodiscard]] WitnessAnswer witness_checkpoint(const TreeHead& seen, std::string_view body, std::string_view log_vkey,
                                               std::string_view witness_key, std::uint64_t time_s);

}  // namespace tirai
