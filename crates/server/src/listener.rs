//! Accepting connections, and letting them end in peace.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io::ErrorKind;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How long a connection may be silent before its next request is whole. Longer than the 60 seconds for which
/// proxies keep theirs, so that none sends a request into a connection that we just closed.
const SILENCE: Duration = Duration::from_secs(75);
/// How long requests that are under way may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(7);
/// How long to wait after the system had no room for a connection.
const BREATH: Duration = Duration::from_millis(500);

/// Serves `app` until `stop` turns true; what is under way then may be finished.
pub async fn accept(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) {
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(SILENCE);
    let connections = GracefulShutdown::new();
    loop {
        let stream = tokio::select! {
            stream = next(&listener) => stream,
            _ = stop.wait_for(|is_stopped| *is_stopped) => break,
        };
        let service = TowerToHyperService::new(app.clone());
        let connection = connections.watch(protocol.serve_connection(TokioIo::new(stream), service));
        // A connection that breaks is its client's concern.
        tokio::spawn(async move { connection.await.ok() });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests took too long to be finished");
    }
}

/// The next connection. Without room for one, such as when all file descriptors are taken, it waits.
async fn next(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Answers are written whole; holding back their last packet only makes them late.
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(error) if is_of_the_client(error.kind()) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

fn is_of_the_client(error: ErrorKind) -> bool {
    matches!(error, ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}
