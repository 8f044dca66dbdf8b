# The API with its embedded store in /data; `docker compose up` puts Neo4j beside it.
FROM python:3.11-slim

WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir -r requirements.lock

COPY ontology ontology
COPY graph graph
COPY ingest ingest
COPY reasoning reasoning
COPY api api
COPY examples examples
RUN pip install --no-cache-dir --no-deps -e .

RUN useradd --create-home fengmi && mkdir /data && chown fengmi /data
USER fengmi
ENV FENGMI_STORE=embedded:/data/store
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["fengmi", "demo", "--serve", "--host", "0.0.0.0", "--port", "8000"]
