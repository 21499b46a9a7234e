#include "ui/cli/output.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace sayso::cli {

void Output::put(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

void Output::line(std::string_view text) {
  if (json_) return;
  put(out_, text);
  put(out_, "\n");
}

void Output::document(std::string_view json) {
  if (!json_) return;
  put(out_, json);
  put(out_, "\n");
}

void Output::raw(std::string_view bytes) { put(out_, bytes); }

void Output::flush() { std::fflush(out_); }

void Output::notice(std::string_view text) {
  if (quiet_) return;
  put(err_, std::string(text) + "\n");
}

void Output::progress(std::string_view text) {
  if (quiet_ || (text.empty() && !progress_shown_) || ::isatty(::fileno(err_)) == 0) return;
  put(err_, "\r\x1b[K" + std::string(text));
  std::fflush(err_);
  progress_shown_ = !text.empty();
}

void Output::complain(const Error& error) { put(err_, "sayso: " + to_text(error) + "\n"); }

int Output::failed(const Error& error) {
  complain(error);
  return exit_status(error.kind);
}

int Output::finish(int status) {
  errno = 0;
  const bool flushed = std::fflush(out_) == 0;
  if (flushed && !std::ferror(out_)) return status;
  // A reader that has seen enough (`sayso stats … | head`) is no failure worth words.
  if (errno == EPIPE) return status;
  complain(
      machine_error("cannot write: " + std::string(errno ? std::strerror(errno) : "an earlier write failed"),
                    "standard output", "what was printed is not complete"));
  return kMachine;
}

}  // namespace sayso::cli
