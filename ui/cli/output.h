// Where a command writes: results go to standard output, all else to standard error, so that a pipe gets
// results only. Main thread. Writing does not fail at once; finish() tells when standard output refused.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "ui/cli/exit_status.h"

namespace sayso::cli {

class Output {
 public:
  // As --json and --quiet say; both streams are borrowed.
  Output(bool json, bool quiet, std::FILE* out = stdout, std::FILE* err = stderr)
      : json_(json), quiet_(quiet), out_(out), err_(err) {}

  bool json() const { return json_; }

  // A line of results for people; nothing with --json. LF is added.
  void line(std::string_view text);
  // The one document of --json; nothing without it. LF is added.
  void document(std::string_view json);
  // Results that are the same for people and programs: LF is not added.
  void raw(std::string_view bytes);
  // What was written so far reaches the reader now.
  void flush();

  // Something worth knowing that is no result and no error; nothing with --quiet.
  void notice(std::string_view text);
  // How far long work is, in place on a terminal's standard error and nowhere else; "" takes it away.
  void progress(std::string_view text);
  // "sayso: place: what; remedy".
  void complain(const Error& error);
  // The same, and the exit status that fits the error.
  int failed(const Error& error);

  // Flushes; gives `status`, or kMachine when standard output could not be written.
  int finish(int status);

 private:
  void put(std::FILE* stream, std::string_view text);

  bool json_ = false;
  bool quiet_ = false;
  bool progress_shown_ = false;
  std::FILE* out_;
  std::FILE* err_;
};

}  // namespace sayso::cli
