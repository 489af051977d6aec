const PROBE = new URL('../../actuator/health/liveness', import.meta.url);
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 5_000;

/** Knows whether the service answers. Sends `change` when it goes away and when it comes back. */
class Connection extends EventTarget {
  away = false;
  #back = Promise.resolve();

  /** Notes that the service did not answer, and asks it until it does. */
  lose() {
    if (!this.away) {
      this.away = true;
      this.#back = this.#waitForAnswer();
      this.dispatchEvent(new Event('change'));
    }
  }

  /** Ends when the service answers again. */
  async returned() {
    await this.#back;
  }

  /** Asks the service now. Returns true if it answers. */
  async check() {
    if (this.away || !(await answers())) {
      this.lose();
      return false;
    }
    return true;
  }

  async #waitForAnswer() {
    for (let pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      await new Promise(resolve => setTimeout(resolve, pause));
      if (await answers()) {
        this.away = false;
        this.dispatchEvent(new Event('change'));
        return;
      }
    }
  }
}

async function answers() {
  try {
    return (await fetch(PROBE, {cache: 'no-store'})).status < 500; // A proxy answers for it with 502 to 504.
  } catch {
    return false; // Not there yet: the caller asks again.
  }
}

export const connection = new Connection();
