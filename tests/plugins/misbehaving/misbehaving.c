/* A checker that does what its setting "how" says when an article comes: crash, hang, lie. For tests of the host. */

#define _GNU_SOURCE
#include <errno.h>
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugins/sdk/sayso_plugin.h"

static char how[64];
static char where[512]; /* a folder that is not its own */

static sayso_text words(const char* text) {
  sayso_text made;
  made.data = text;
  made.size = strlen(text);
  return made;
}

static int32_t find(const sayso_host* host, uint64_t begin, uint64_t end) {
  sayso_finding finding;
  sayso_range at;
  memset(&finding, 0, sizeof finding);
  at.begin = begin;
  at.end = end;
  finding.struct_size = (uint32_t)sizeof finding;
  finding.severity = SAYSO_SEVERITY_HINT;
  finding.rule = words("test/found");
  finding.message = words("found it");
  finding.quoted = words("it");
  finding.at = &at;
  finding.at_count = 1;
  return host->finding(host, &finding);
}

static int32_t open_project(const sayso_host* host, const sayso_project* project, void** self) {
  size_t i;
  (void)host;
  *self = NULL;
  for (i = 0; i < project->setting_count; ++i) {
    const sayso_attribute* setting = project->settings[i];
    if (strcmp(setting->name.data, "how") == 0 && setting->text.size < sizeof how) strcpy(how, setting->text.data);
    if (strcmp(setting->name.data, "where") == 0 && setting->text.size < sizeof where) strcpy(where, setting->text.data);
  }
  return 0;
}

static int32_t refused(const sayso_host* host, const char* what) {
  char said[200];
  snprintf(said, sizeof said, "%s was refused (%s)", what, strerror(errno));
  host->fail(host, words(said), words(""));
  return 1;
}

static int remove_one(const char* path, const struct stat* found, int kind, struct FTW* place) {
  (void)found;
  (void)kind;
  (void)place;
  return remove(path);
}

static int is(const char* name) { return strcmp(how, name) == 0; }

static int32_t take_article(const sayso_host* host, void* self, const sayso_article* article) {
  (void)self;
  (void)article;
  if (is("segfault")) {
    fprintf(stderr, "about to touch what is not mine\n");
    signal(SIGSEGV, SIG_DFL); /* a sanitizer would catch it */
    raise(SIGSEGV);
  }
  if (is("abort")) abort();
  if (is("exit")) exit(0);
  if (is("loop")) {
    for (;;) {
    }
  }
  if (is("sleep") || is("stubborn")) {
    if (is("stubborn")) signal(SIGTERM, SIG_IGN);
    for (;;) sleep(1);
  }
  if (is("polite")) {
    while (!host->is_cancelled(host)) usleep(1000);
    return 1;
  }
  if (is("print")) {
    printf("{\"type\": \"done\"}\nnonsense on standard output\n");
    fflush(stdout);
    return find(host, 0, 2);
  }
  if (is("close")) {
    int fd;
    for (fd = 0; fd < 64; ++fd) close(fd);
    return find(host, 0, 2);
  }
  if (is("garbage")) {
    int fd;
    for (fd = 3; fd < 64; ++fd) {
      if (write(fd, "this is no message\n", 19) < 0) continue;
    }
    return 0;
  }
  if (is("memory")) {
    for (;;) {
      char* taken = (char*)malloc((size_t)1 << 22);
      if (taken == NULL) usleep(1000);
      else memset(taken, 1, (size_t)1 << 22);
    }
  }
  if (is("allocate")) {
    char* taken = (char*)malloc((size_t)1 << 40);
    if (taken == NULL) return refused(host, "allocating");
    memset(taken, 1, (size_t)1 << 40);
  }
  if (is("fork")) {
    for (;;) {
      if (fork() < 0) return refused(host, "starting a process");
    }
  }
  if (is("deadlock")) {
    pthread_mutex_t mutex;
    pthread_mutex_init(&mutex, NULL);
    pthread_mutex_lock(&mutex);
    pthread_mutex_lock(&mutex);
  }
  if (is("parent")) {
    if (kill(getppid(), SIGKILL) != 0) return refused(host, "ending the editor");
  }
  if (is("delete")) {
    if (nftw(where, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0) return refused(host, "removing the project");
  }
  if (is("socket")) {
    if (socket(AF_INET, SOCK_STREAM, 0) < 0) return refused(host, "reaching the network");
  }
  if (is("flood")) {
    for (;;) {
      if (find(host, 0, 2) != 0) return 1;
    }
  }
  if (is("outside")) return find(host, 0, 1000000);
  if (is("fail")) {
    host->fail(host, words("the moon is in the wrong house"), words("wait a month"));
    return 1;
  }
  if (is("file")) {
    FILE* file = fopen("/tmp/sayso-misbehaving-was-here", "w");
    int wrote = file != NULL && fputs("mine", file) >= 0 && fflush(file) == 0;
    if (file != NULL) fclose(file);
    remove("/tmp/sayso-misbehaving-was-here");
    if (wrote) return find(host, 0, 2);
    return 0;
  }
  if (is("output")) {
    static char block[1 << 16];
    for (;;) {
      if (host->output(host, words("big.bin"), block, sizeof block) != 0) return 1;
    }
  }
  if (is("escape")) return host->output(host, words("../escaped.txt"), "x", 1);
  if (is("absolute")) return host->output(host, words("/tmp/sayso-escaped.txt"), "x", 1);
  if (is("half")) {
    if (host->output(host, words("half.txt"), "half", 4) != 0) return 1;
    abort();
  }
  return find(host, 0, 2);
}

static void close_project(const sayso_host* host, void* self) {
  (void)host;
  (void)self;
}

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t abi_major, uint32_t abi_minor) {
  static sayso_plugin plugin;
  (void)abi_major;
  (void)abi_minor;
  plugin.struct_size = (uint32_t)sizeof plugin;
  plugin.abi_major = SAYSO_PLUGIN_ABI_MAJOR;
  plugin.abi_minor = SAYSO_PLUGIN_ABI_MINOR;
  plugin.description = "{\"id\": \"org.sayso.test.misbehaving\", \"version\": \"0\", \"kind\": \"checker\"}";
  plugin.open = open_project;
  plugin.article = take_article;
  plugin.close = close_project;
  return &plugin;
}
