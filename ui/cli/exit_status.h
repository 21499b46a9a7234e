// What a command's exit status says; the same for every command, and part of what scripts rely on.
#pragma once

#include "core/base/result.h"

namespace sayso::cli {

inline constexpr int kDone = 0;           // done
inline constexpr int kFound = 1;          // done, and something was found: findings, disagreements
inline constexpr int kUsage = 2;          // the call cannot be
inline constexpr int kMachine = 3;        // the machine lacks something, or the disk refused
inline constexpr int kDamaged = 4;        // data is damaged or was refused
inline constexpr int kInterrupted = 130;  // stopped by Ctrl-C; what was done until then is saved

inline int exit_status(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return kUsage;
    case ErrorKind::machine:
      return kMachine;
    case ErrorKind::damaged:
      return kDamaged;
  }
  return kDamaged;
}

}  // namespace sayso::cli
