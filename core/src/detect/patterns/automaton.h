// From a syntax tree to an automaton over bytes, whose states are made when a text first needs them: each byte of a text is one look-up.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "detect/patterns/syntax.h"

namespace tirai::recognition::patterns {

/// One step of a program: consume a byte of a set, go two ways, hold an assertion, or end pattern number `next`.
struct Step {
  enum class Kind : std::uint8_t { kSet, kSplit, kAssert, kEnd };
  Kind kind = Kind::kEnd;
  Node::Assert assertion = Node::Assert::kTextBegin;
  std::uint16_t set = 0;
  std::uint32_t next = 0;
  std::uint32_t other = 0;
};

struct Program {
  std::vector<Step> steps;
  std::vector<std::bitset<256>> sets;
  std::vector<std::uint32_t> starts;  ///< one for each pattern
  bool backwards = false;             ///< reads a text from its end
  [[nodiscard]] bool too_large() const { return steps.size() > kMostSteps || sets.size() > 0xFFFF; }
  static constexpr std::size_t kMostSteps = 20'000;
};

/// Adds a pattern to a program; stops adding when it is too large.
void add_pattern(Program& program, const Node& node);

class Automaton {
 public:
  explicit Automaton(Program program);

  /// What a text's byte is to the assertions, and what stands beyond its ends.
  static constexpr int kBorder = 256;
  static constexpr std::int32_t kDead = 0;
  static constexpr std::int32_t kNoPattern = -1;
  struct Edge {
    std::int32_t to = -1;  ///< -1: not made yet
    std::int32_t ended = kNoPattern;  ///< the first pattern that ends before the byte
  };

  /// The state before anything is read, beside `neighbour` (a byte, or kBorder). `everywhere`: a match may begin at every byte.
  [[nodiscard]] std::int32_t begin(int neighbour, bool everywhere);
  /// Reads a byte, or kBorder for the end of the text. Makes the state when it is new; at most kMostStates are kept: then all are made anew.
  [[nodiscard]] Edge read(std::int32_t& state, int byte) {
    const Edge edge = edges_[static_cast<std::size_t>(state) * classes_ + class_of_[static_cast<std::size_t>(byte)]];
    return edge.to >= 0 ? edge : make(state, byte);
  }
  static constexpr std::size_t kMostStates = 2'000;

 private:
  enum class Beside : std::uint8_t { kBorder, kLine, kWord, kOther };
  struct State {
    std::vector<std::uint32_t> steps;  // sorted
    Beside beside = Beside::kBorder;
    bool everywhere = false;
    auto operator<=>(const State&) const = default;
    bool operator==(const State&) const = default;
  };
  [[nodiscard]] static Beside beside_of(int byte);
  [[nodiscard]] bool holds(Node::Assert assertion, Beside read, Beside next) const;
  [[nodiscard]] std::int32_t known(State state);
  [[nodiscard]] Edge make(std::int32_t& state, int byte);
  void classify();

  Program program_;
  bool asserts_ = false;
  std::array<std::uint16_t, 257> class_of_{};
  std::size_t classes_ = 0;
  std::vector<State> states_;
  std::map<State, std::int32_t> index_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> seen_;  // by step: the round that reached it
  std::uint32_t round_ = 0;
};

}  // namespace tirai::recognition::patterns
