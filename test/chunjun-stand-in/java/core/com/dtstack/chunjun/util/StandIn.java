package com.dtstack.chunjun.util;

import java.util.Map;

/** Switches that only the stand-in knows; the real program ignores their confProp keys. */
public final class StandIn {
    private StandIn() {}

    /** Milliseconds that reader close and writer close sleep each; 20000 in the real program, 0 here unless asked for. */
    public static long closeSleepMs(Map<String, String> globals) {
        return number(globals, "standin.close-sleep-ms", "CHUNJUN_STANDIN_CLOSE_SLEEP_MS", 0);
    }

    /** Pause between the three tries to connect; 2000 in the real program. */
    public static long connectRetryMs(Map<String, String> globals) {
        long sleep = closeSleepMs(globals);
        return number(globals, "standin.connect-retry-ms", "CHUNJUN_STANDIN_CONNECT_RETRY_MS", sleep > 0 ? 2000 : 20);
    }

    public static long mainBeforeMs(Map<String, String> globals) {
        return number(globals, "standin.main-before-ms", "CHUNJUN_STANDIN_MAIN_BEFORE_MS", 0);
    }

    public static boolean mainAfterFail(Map<String, String> globals) {
        return "true".equals(globals.get("standin.main-after-fail"));
    }

    private static long number(Map<String, String> globals, String key, String variable, long otherwise) {
        String value = globals.get(key);
        if (value == null) {
            value = System.getProperty(variable, System.getenv(variable));
        }
        return value == null || value.isEmpty() ? otherwise : Long.parseLong(value);
    }

    /** Sleeps the whole time even when interrupted, as the real program does on cancel; the interrupt stays set. */
    public static void sleepFully(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        boolean interrupted = false;
        for (long left = millis; left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            try {
                Thread.sleep(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
