#include "tirai/result.h"

namespace tirai {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadSyntax: return "bad_syntax";
    case ErrorCode::kUnknownKey: return "unknown_key";
    case ErrorCode::kBadValue: return "bad_value";
    case ErrorCode::kMissingKey: return "missing_key";
    case ErrorCode::kUnknownName: return "unknown_name";
    case ErrorCode::kTooLarge: return "too_large";
    case ErrorCode::kSpanOutOfRange: return "span_out_of_range";
    case ErrorCode::kBadSignature: return "bad_signature";
    case ErrorCode::kExpired: return "expired";
    case ErrorCode::kNotYetValid: return "not_yet_valid";
    case ErrorCode::kRollback: return "rollback";
    case ErrorCode::kDigestMismatch: return "digest_mismatch";
    case ErrorCode::kChainBroken: return "chain_broken";
    case ErrorCode::kInternal: return "internal";
  }
  return "internal";
}

}  // namespace tirai
