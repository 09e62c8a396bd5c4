/* A disk on which every synchronisation takes the same time: it sleeps RALF_SYNC_US microseconds and does nothing else. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

static int wait_as_long(void) {
  static long us = -1;
  if (us < 0) {
    const char *text = getenv("RALF_SYNC_US");
    us = text ? atol(text) : 0;
    prctl(PR_SET_TIMERSLACK, 1UL);
  }
  struct timespec left = {us / 1000000, us % 1000000 * 1000};
  while (nanosleep(&left, &left)) {
  }
  return 0;
}

int fsync(int file) { return (void) file, wait_as_long(); }
int fdatasync(int file) { return (void) file, wait_as_long(); }
