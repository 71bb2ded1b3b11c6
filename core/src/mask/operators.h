// One function per masking operator: the value's clusters in, masked text out. mask.cpp picks one.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/grapheme.h"
#include "tirai/mask.h"

namespace tirai::masking {

inline constexpr std::string_view kMaskCharacter = "\u2022";  // •

/// A value cut into clusters. `counting` is how many of them are letters or digits.
struct Value {
  explicit Value(std::string_view value);
  std::string_view text;
  std::vector<text::Cluster> clusters;
  std::size_t counting = 0;
};

/// Covers every counting cluster but those `stays` keeps; separators stay. `stays` is asked with the cluster's rank among the counting.
[[nodiscard]] std::string cover(const Value& value, const std::function<bool(std::size_t rank)>& stays);

/// The same, for what begins inside one of the `shown` spans of the value.
[[nodiscard]] std::string cover_but(const Value& value, std::span<const ByteSpan> shown);

[[nodiscard]] std::string redact(const Value& value);
[[nodiscard]] std::string keep_first(const Value& value, std::size_t count);
[[nodiscard]] std::string keep_last(const Value& value, std::size_t count);
[[nodiscard]] std::string keep_ends(const Value& value, std::size_t count);
[[nodiscard]] std::string keep_domain(const Value& value);
[[nodiscard]] std::string pan(const Value& value, std::size_t bin);
[[nodiscard]] std::string initials(const Value& value);
[[nodiscard]] std::string year_only(const Value& value);
[[nodiscard]] std::string month_only(const Value& value);
[[nodiscard]] std::string city_only(const Value& value);
[[nodiscard]] std::string tokenize(const Value& value, const MaskKey& key);
[[nodiscard]] std::string hide_length();

}  // namespace tirai::masking
